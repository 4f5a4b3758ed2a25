"""``python -m timeline``."""

from timeline.cli import main

if __name__ == "__main__":  # other processes of ours import this file too
    main()
