"""Packages of case files: one PDF, XML, BagIt and the SIP of TT 05/2025/TT-BNV.

Written from plain values and streams onto the disk, one electronic file at a time, so that a
file of a gigabyte needs no more memory than its largest document.
"""
