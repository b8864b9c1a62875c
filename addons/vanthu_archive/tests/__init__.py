from . import (
    test_disposal,
    test_disposal_erasing,
    test_disposal_papers,
    test_file,
    test_file_plan,
    test_fixity,
    test_fonds,
    test_integrity_check,
    test_retention_table,
    test_security_matrix,
)
