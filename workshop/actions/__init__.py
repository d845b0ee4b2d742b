"""What people can do, one function for each."""
