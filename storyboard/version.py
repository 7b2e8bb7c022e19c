"""The program's version, as it stands in what it makes; pyproject.toml says the same."""

VERSION = "0.1.0"
