"""``python -m app``: the starloom command."""

from app.cli import main

if __name__ == "__main__":
    main()
