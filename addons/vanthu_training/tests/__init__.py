from . import (
    test_class_core,
    test_practice_account,
    test_practice_isolation,
    test_practice_reset,
    test_security_matrix,
)
