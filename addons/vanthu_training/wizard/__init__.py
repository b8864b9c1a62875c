from . import vanthu_class_invite, vanthu_class_naming
