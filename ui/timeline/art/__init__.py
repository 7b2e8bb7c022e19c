"""The timeline's brushes: each paints one kind of thing onto an easel."""
