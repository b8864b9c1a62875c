import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { session } from "@web/session";

import { DeskStorage } from "./desk_storage";
import { Outbox } from "./outbox";

/** Goes on sending when the leader has left the desk, and when the browser is opened again. */
export const deskOutboxService = {
    dependencies: ["orm"],
    start(env, { orm }) {
        const storage = new DeskStorage(session.db, user.userId);
        const outbox = new Outbox(storage, ({ key, card, decision }) =>
            orm.silent.call("vanthu.desk", "decide", [], {
                pile: card.pile,
                record_id: card.id,
                decision,
                client_key: key,
                user_id: user.userId,
            })
        );
        storage.dropOldDrafts();
        browser.addEventListener("online", () => outbox.hurry());
        outbox.flush();
        return outbox;
    },
};

registry.category("services").add("vanthu_desk_outbox", deskOutboxService);
