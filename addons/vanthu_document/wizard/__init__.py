from . import access_explanation
from . import vanthu_organisation_wizard
