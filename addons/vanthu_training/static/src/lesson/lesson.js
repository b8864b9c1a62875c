import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { Component } from "@odoo/owl";

/** What the list beside the lesson and the buttons below it share: all lessons in their order. */
class LessonWidget extends Component {
    static props = { ...standardWidgetProps };

    get topics() {
        return this.props.record.data.outline || [];
    }

    get lessons() {
        return this.topics.flatMap((topic) => topic.lessons);
    }

    get position() {
        return this.lessons.findIndex((lesson) => lesson.id === this.props.record.resId);
    }

    async open(id) {
        await this.props.record.model.load({ resId: id });
        document.querySelector(".o_form_view .o_content")?.scrollTo(0, 0);
    }
}

/** Topics and lessons, with what is read. */
export class LessonOutline extends LessonWidget {
    static template = "vanthu_training.LessonOutline";

    setup() {
        this.ui = useService("ui");
    }

    /** On a phone the list is folded, so that the text comes first. */
    get isOpen() {
        return !this.ui.isSmall;
    }

    readOf(topic) {
        return topic.lessons.filter((lesson) => lesson.read).length;
    }
}

/** Further, back, to the screen itself, to the exercise, to the printer. */
export class LessonSteps extends LessonWidget {
    static template = "vanthu_training.LessonSteps";

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.tour = useService("tour_service");
    }

    get previous() {
        return this.lessons[this.position - 1];
    }

    get next() {
        return this.lessons[this.position + 1];
    }

    get hasTour() {
        const name = this.props.record.data.my_tour;
        return name && registry.category("web_tour.tours").contains(name);
    }

    async markRead() {
        await this.orm.call("vanthu.lesson", "action_mark_read", [[this.props.record.resId]]);
        await this.open(this.next ? this.next.id : this.props.record.resId);
    }

    showMe() {
        this.tour.startTour(this.props.record.data.my_tour, { mode: "manual" });
    }

    async openExercise() {
        this.action.doAction(
            await this.orm.call("vanthu.lesson", "action_open_exercise", [
                [this.props.record.resId],
            ])
        );
    }

    print() {
        window.print();
    }
}

registry.category("view_widgets").add("vanthu_lesson_outline", { component: LessonOutline });
registry.category("view_widgets").add("vanthu_lesson_steps", { component: LessonSteps });
