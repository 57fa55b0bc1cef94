"""Sphinx configuration: Markdown pages, the API from docstrings, reference pages generated at build time."""

import sys
from importlib.metadata import version as version_of
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import generate  # noqa: E402

project = "adminsim"
author = "The adminsim developers"
project_copyright = "The adminsim developers, Apache-2.0"
release = version = version_of("adminsim")

extensions = ["myst_parser", "numpydoc", "sphinx.ext.autodoc", "sphinx.ext.doctest"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
INCLUDED = ("coverage-*", "city-*", "intervals", "theory", "anchors", "assumed", "house")
exclude_patterns = ["_build", *(f"reference/generated/{name}.md" for name in INCLUDED)]
nitpicky = False
numpydoc_show_class_members = False
autodoc_typehints = "none"
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = "adminsim"
html_show_sphinx = False
doctest_global_setup = "import adminsim"


def setup(app):
    """Write the generated pages before Sphinx looks for its sources."""
    generate.write_pages(HERE / "reference" / "generated")
