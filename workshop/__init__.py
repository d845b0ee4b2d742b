"""Workshop: people write, group, draft and vote on their own local guidance."""
