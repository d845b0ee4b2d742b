"""One document model of the guidance, and the formats that write it."""
