"""Many phones in one process of their own: `python -m bench.crowd`.

Each line on standard input asks for one thing, each is answered by one line on standard output. All
times are seconds of the monotonic clock, which every process on a machine shares.
"""
