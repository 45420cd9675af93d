"""`python -m concordat` is the `concordat` command."""

from concordat.config.command_line import main

if __name__ == "__main__":
    main()
