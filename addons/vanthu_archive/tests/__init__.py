from . import (
    test_file,
    test_file_plan,
    test_fonds,
    test_retention_table,
    test_security_matrix,
)
