"""Drafts of outgoing documents: templates filled in, versions compared, made into PDF."""
