from . import (
    test_file,
    test_file_plan,
    test_fonds,
    test_security_matrix,
)
