import { registry } from "@web/core/registry";
import { calendarView } from "@web/views/calendar/calendar_view";

/** Deadlines by day; its class lets those that have passed keep their colour. */
registry.category("views").add("vanthu_work_calendar", { ...calendarView });
