import { browser } from "@web/core/browser/browser";
import { rpcBus } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { debounce } from "@web/core/utils/timing";

import { EventBus, reactive } from "@odoo/owl";

const AFTER_ACT = 400;
const AFTER_FOCUS = 1500;

/** Whether a request may have changed somebody's work. */
export function isAct({ model = "", method = "" } = {}) {
    return model.startsWith("vanthu.") && method.startsWith("action_");
}

/**
 * The user's own late work, work of today and waiting drafts, for whoever shows them. Asked for when the page is
 * looked at again and after each act.
 */
export const workCountsService = {
    dependencies: ["orm"],
    start(env, { orm }) {
        const bus = new EventBus(); // tells pages that show more than these numbers
        const counts = reactive({ late: 0, today: 0, drafts: 0, known: false });
        let concerned = null;

        const load = async () => {
            concerned ??= user.hasGroup("vanthu_document.group_user");
            if (!(await concerned)) {
                return;
            }
            try {
                const found = await orm.silent.call("vanthu.assignment", "get_work_counts", []);
                Object.assign(counts, found, { known: true });
            } catch {
                // Without network the last numbers stay; the next look asks again.
            }
        };
        const refresh = () => {
            bus.trigger("CHANGED");
            return load();
        };
        const afterAct = debounce(refresh, AFTER_ACT);
        const afterFocus = debounce(refresh, AFTER_FOCUS, { leading: true, trailing: false });
        rpcBus.addEventListener("RPC:RESPONSE", ({ detail }) => {
            if (!detail.error && isAct(detail.data.params)) {
                afterAct();
            }
        });
        browser.addEventListener("focus", afterFocus);
        document.addEventListener("visibilitychange", () => {
            if (document.visibilityState === "visible") {
                afterFocus();
            }
        });
        return { bus, counts, load };
    },
};

registry.category("services").add("vanthu_work_counts", workCountsService);
