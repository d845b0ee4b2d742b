"""The application object for a production server; gevent has patched the world before this."""

from gevent import monkey

monkey.patch_all()

import gc  # noqa: E402
import os  # noqa: E402

from workshop.application import create_app  # noqa: E402
from workshop.web.discreet import keep_words_out  # noqa: E402
from workshop.web.running import begin, print_doors  # noqa: E402

keep_words_out()
app = create_app()
begin(app)
print_doors(app, os.environ)
# What was made so far stays; a command makes thousands of short-lived objects, and looking for
# circles among them every 700 took a tenth of the time.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
