"""The application object for a production server; gevent has patched the world before this."""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402

from workshop.application import create_app  # noqa: E402
from workshop.web.running import begin, print_doors  # noqa: E402

app = create_app()
begin(app)
print_doors(app, os.environ)
