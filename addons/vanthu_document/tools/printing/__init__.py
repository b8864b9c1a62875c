"""Printed forms: registers as PDF and XLSX, the arrival stamp. Pure Python, no ORM."""
