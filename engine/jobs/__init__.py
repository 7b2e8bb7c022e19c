"""Work that is kept: the cache of what was made, the queue of what is to be made, the history of films."""
