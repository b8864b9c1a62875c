from . import test_event, test_security_doors, test_security_matrix, test_who_sees
