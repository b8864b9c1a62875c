"""The parts of ./vanthu: one module for each subject, standard library only.

What is brought (Odoo, Python packages, PostgreSQL, databases, files) lies in
the folder .vanthu of the checkout; downloads are kept in the user's cache.
"""
