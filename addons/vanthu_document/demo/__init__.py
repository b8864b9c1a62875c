"""The demo: a fictitious province's Department with its schools; loaded only on request."""
