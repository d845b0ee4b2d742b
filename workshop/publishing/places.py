"""Where templates and stylesheets lie: inside an installed wheel, or beside the package."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE / "_assets" if (PACKAGE / "_assets").is_dir() else PACKAGE.parent
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
FONTS = PACKAGE / "publishing" / "fonts"
