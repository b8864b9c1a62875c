"""A parser of options whose help is the docstring of the command's module."""

import argparse


def parser(module_name: str, doc: str | None) -> argparse.ArgumentParser:
    """An argparse parser for ./vanthu COMMAND that prints the module's docstring as help."""
    name = module_name.rsplit(".", 1)[-1]
    return argparse.ArgumentParser(
        prog=f"./vanthu {name}", description=doc, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
