"""WebVTT."""

from __future__ import annotations

from storyboard.formats.vtt import write_vtt


def test_what_a_web_page_reads() -> None:
    entries = [(0.5, 1.25, "一行\n 第二行 "), (1.25, 2, "  "), (3725.0014, 3726, "a <b> & --> c")]
    assert write_vtt(entries) == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:01.250\n一行\n第二行\n\n"
        "01:02:05.001 --> 01:02:06.000\na &lt;b&gt; &amp; --&gt; c\n"
    )


def test_a_film_without_words() -> None:
    assert write_vtt([]) == "WEBVTT\n"
