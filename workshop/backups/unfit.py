"""Why a backup or a restore was not done, for the operator."""


class Unfit(Exception):
    """Nothing was changed; the message says why, and what can be done."""


NOT_OURS = "This file is not a backup of Workshop, or it is torn. Nothing was changed."
NEWER = (
    "This backup was made by a newer release of Workshop than this one. Install that release "
    "first. Nothing was changed."
)
BUSY = "The database could not be written to just now ({0}). Nothing was changed. Try again."
