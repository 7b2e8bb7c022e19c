"""Letters as bitmaps: the film's own fonts, for captions and for the names in the sky."""
