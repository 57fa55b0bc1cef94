"""The command line as a module: python -m adminsim."""

from adminsim.cli import main

if __name__ == "__main__":
    main(prog_name="adminsim")
