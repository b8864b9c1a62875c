import { onWillStart, onWillUnmount, useRef } from "@odoo/owl";
import { useCustomDropzone } from "@web/core/dropzone/dropzone_hook";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { browser } from "@web/core/browser/browser";
import { IntakeDropzone } from "./intake_dropzone";
import { IntakeUploader } from "./intake_uploader";

/** Files are read in the background: how often and how long the list looks for the result. */
const LOOK_AFTER = 2500;
const LOOKS = 12;

/**
 * Adds intake to a list or kanban controller: drop files anywhere on it, or the buttons
 * "Upload" and, on phones, "Photo".
 */
export const IntakeMixin = (Controller) =>
    class extends Controller {
        setup() {
            super.setup();
            this.orm = useService("orm");
            this.action = useService("action");
            this.fileInput = useRef("intakeInput");
            this.photoInput = useRef("intakePhoto");
            this.uploader = new IntakeUploader({ orm: this.orm });
            this.mayTakeIn = false;
            onWillStart(async () => {
                this.mayTakeIn = await user.hasGroup("vanthu_document.group_clerk");
            });
            onWillUnmount(() => browser.clearTimeout(this.lookTimer));
            useCustomDropzone(
                useRef("root"),
                IntakeDropzone,
                { onDropFiles: (files, together) => this.takeIn(files, together) },
                () => this.mayTakeIn
            );
        }

        openFiles() {
            this.fileInput.el.click();
        }

        openCamera() {
            this.photoInput.el.click();
        }

        async onFilesChosen(ev, together = false) {
            const files = [...ev.target.files];
            await this.takeIn(files, together);
            ev.target.value = "";
        }

        /**
         * @param {File[]} files
         * @param {boolean} together one document for all files
         */
        async takeIn(files, together = false) {
            if (!files.length) {
                return;
            }
            const ids = await this.uploader.upload(files, { together });
            if (ids.length === 1 && !this.uploader.state.items.some((i) => i.state === "failed")) {
                this.uploader.clear();
                await this.openDocument(ids[0]);
            } else if (ids.length) {
                await this.model.load();
                this.lookAgain(LOOKS);
            }
        }

        /** Shows what was read as soon as it is there, unless the clerk works in the list. */
        lookAgain(times) {
            browser.clearTimeout(this.lookTimer);
            const root = this.model.root;
            const isReading = () => root.records?.some((r) => r.data.file_state === "reading");
            if (!times || !isReading()) {
                return;
            }
            this.lookTimer = browser.setTimeout(async () => {
                if (!root.editedRecord && !root.selection?.length) {
                    await this.model.load();
                }
                this.lookAgain(times - 1);
            }, LOOK_AFTER);
        }

        /** The page beside the form: the way on from one scan or one photo. */
        openDocument(id) {
            return this.action.doAction({
                type: "ir.actions.act_window",
                name: _t("Incoming document"),
                res_model: "vanthu.document",
                res_id: id,
                views: [[false, "form"]],
            });
        }
    };
