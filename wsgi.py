"""The application object for a production server."""
