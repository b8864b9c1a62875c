import { describe, expect, test } from "@odoo/hoot";
import { makeMockEnv, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { localization } from "@web/core/l10n/localization";
import { writeMeasured } from "@vanthu_archive/climate/measured";

describe.current.tags("headless");

test("a measured value is written as the language writes it, without needless noughts", async () => {
    await makeMockEnv();
    patchWithCleanup(localization, { decimalPoint: ",", thousandsSep: "." });
    expect([24.2, 26].map(writeMeasured)).toEqual(["24,2", "26"]);
});
