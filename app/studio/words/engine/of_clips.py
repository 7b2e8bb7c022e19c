"""Sentences about clips that a model makes, and about shots. {0}, {1}, ... stand for what varies."""

from __future__ import annotations

from ui.language import QT_TRANSLATE_NOOP

OF_CLIPS = (
    QT_TRANSLATE_NOOP(
        "Engine",
        "{0} has no GGUF file of its {1} in {2}: fetch the model's GGUF weights, or choose others.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The text encoder in {0} was loaded empty: use the transformers that Starloom was set up with.",
    ),
    QT_TRANSLATE_NOOP("Engine", "{0} describes a {1}, which Starloom cannot run: choose a folder of a Wan model."),
    QT_TRANSLATE_NOOP("Engine", "{0} lacks {1} ({2}): fetch the model again."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The {0} of {1} in {2} cannot be loaded ({3}): verify the model, and fetch what is damaged again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The model computed values that are not numbers: verify its files, and let it compute in bfloat16 or "
        "float32.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The model gave a clip of one flat colour (level {0} of 255): verify its files, and try another seed.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The model gave a clip in which nothing moves: try another seed, or say what happens in the shot.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The diffusion generator needs {0}: set Starloom up again with the part 'diffusion'."),
    QT_TRANSLATE_NOOP("Engine", "{0} needs the package {1}: install it, or choose other weights."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The LoRA file {0} does not go with this model ({1}): choose one that was made for it.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The memory does not suffice for {0}, not even for a short and small clip ({1}): close other programs, or"
        " choose a smaller model.",
    ),
    QT_TRANSLATE_NOOP("Engine", "{0} paints sizes that divide by {1}, not {2}: choose another."),
    QT_TRANSLATE_NOOP("Engine", "{0} makes {1} n + 1 frames, not {2}: choose the next such number."),
    QT_TRANSLATE_NOOP("Engine", "{0} paints on from a first frame: give one, or choose a model that needs none."),
    QT_TRANSLATE_NOOP("Engine", "A mask says what of a control video is kept: give the control video as well."),
    QT_TRANSLATE_NOOP("Engine", "{0} cannot use {1}: choose another model, or leave it out."),
    QT_TRANSLATE_NOOP("Engine", "The clip's {0} is {1} of {2}; it must be uint8 of {3}, as the clip is."),
    QT_TRANSLATE_NOOP("Engine", "A reference picture must be uint8 (height, width, 3), not {0}."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The tokenizer in {0} loses {1} of the stars' names though it can spell them: use the versions of "
        "transformers and tokenizers that Starloom was set up with.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The model cannot read {0} in the words of this shot: write them in other characters, or in Latin "
        "letters.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The tokenizer in {0} cannot be read ({1}): fetch the model again."),
    QT_TRANSLATE_NOOP("Engine", "The clip was cancelled."),
    QT_TRANSLATE_NOOP("Engine", "The film was cancelled."),
    QT_TRANSLATE_NOOP("Engine", "memory was freed, and the clip is tried again"),
    QT_TRANSLATE_NOOP("Engine", "the clip is decoded in tiles"),
    QT_TRANSLATE_NOOP("Engine", "blocks of the model wait in main memory until their turn comes, which is slower"),
    QT_TRANSLATE_NOOP("Engine", "one expert is in memory at a time, and loaded anew for every clip"),
    QT_TRANSLATE_NOOP("Engine", "{0} frames are made instead of {1}, and stretched over the time"),
    QT_TRANSLATE_NOOP("Engine", "the clip is made at {0} % of its width and height, and enlarged"),
    QT_TRANSLATE_NOOP("Engine", "this machine makes {0} frames of {1}; they are stretched to {2} of {3}"),
    QT_TRANSLATE_NOOP("Engine", "The attention '{0}' does not work here ({1}): the plain one is used."),
    QT_TRANSLATE_NOOP("Engine", "The step cache '{0}' is left out: {1}."),
    QT_TRANSLATE_NOOP("Engine", "it would be fetched from a hub"),
    QT_TRANSLATE_NOOP("Engine", "a model that paints over a video has no place for it"),
    QT_TRANSLATE_NOOP("Engine", "in {0} steps there is nothing to reuse"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "this model's ratios for {0} steps are not known, starloom models calibrate measures them",
    ),
    QT_TRANSLATE_NOOP("Engine", "The blocks are not compiled: the step cache '{0}' keeps them from it."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The blocks are not compiled, since torch.compile does not work here ({0}): it needs a C++ compiler on a "
        "processor, and Triton on a GPU.",
    ),
    QT_TRANSLATE_NOOP("Engine", "{0} adds a control to its blocks, which the mag cache's ratios do not know."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The steps of {0} could not be measured in one go, since the memory did not suffice: close other programs"
        " and try again.",
    ),
    QT_TRANSLATE_NOOP("Engine", "{0} gave {1} frames instead of {2}."),
    QT_TRANSLATE_NOOP("Engine", "{0} needs less memory for shot {1} than was planned for it."),
    QT_TRANSLATE_NOOP("Engine", "The sky painter made shot {0} instead of the model: {1}"),
    QT_TRANSLATE_NOOP("Engine", "The model failed ({0})."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "A model of your own for the frames between needs the package onnxruntime: pip install onnxruntime.",
    ),
    QT_TRANSLATE_NOOP("Engine", "{0} is a model of another kind (it takes {1}): {2}."),
    QT_TRANSLATE_NOOP("Engine", "{0} makes no picture of {1} out of two: {2}."),
    QT_TRANSLATE_NOOP("Engine", "The model for frames between, {0}, cannot be read ({1}): {2}."),
    QT_TRANSLATE_NOOP("Engine", "{0} cannot be read ({1}): {2}."),
    QT_TRANSLATE_NOOP("Engine", "{0} cannot be loaded ({1}): {2}."),
    QT_TRANSLATE_NOOP("Engine", "The frames between cannot be made by {0} ({1}): {2}."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "give an ONNX file that makes a picture of two pictures and a time, such as an export of RIFE",
    ),
    QT_TRANSLATE_NOOP("Engine", "a part of it lies in another file"),
    QT_TRANSLATE_NOOP("Engine", "No video model is installed: starloom models list shows which ones fit this machine."),
    QT_TRANSLATE_NOOP("Engine", "{0} does not run on this machine. {1}"),
    QT_TRANSLATE_NOOP("Engine", "The disk of {0} is full: free some space."),
    QT_TRANSLATE_NOOP("Engine", "The frames between could not be made: ffmpeg ended after {0} of {1}."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{0}, a picture of a character, is not there: find it with starloom relink, or take it out.",
    ),
    QT_TRANSLATE_NOOP("Engine", "Video models make flat pictures, not '{0}': choose the sky painter for it."),
    QT_TRANSLATE_NOOP("Engine", "Shot {0} shows no picture or film of your own: choose a file."),
    QT_TRANSLATE_NOOP("Engine", "Shot {0}: {1} cannot be read in ({2})."),
    QT_TRANSLATE_NOOP("Engine", "Shot {0} cannot be painted ({1})."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Shot {0}: the take that was chosen has vanished from the cache. Export again: the shot is then painted "
        "as it stands now.",
    ),
    QT_TRANSLATE_NOOP("Engine", "Shot {0}: {1}"),
)  # fmt: skip
