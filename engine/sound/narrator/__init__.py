"""The narrator: lines spoken in Chinese and English by an offline voice in a process of its own."""
