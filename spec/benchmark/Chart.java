import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Wall times as bars, a group of bars for each line of the table; the scale is logarithmic, from 0.1 s. */
final class Chart {
    private static final List<String> COLOURS =
            List.of("#1b7837", "#2166ac", "#67a9cf", "#b2182b", "#ef8a62", "#762a83");
    private static final int BAR = 12;
    private static final int LEFT = 190;
    private static final int DECADE = 170;
    private static final int TOP = 50;

    private final Map<Report.Line, Map<String, Report.Median>> medians;
    private final List<String> tools;
    private final StringBuilder text = new StringBuilder();

    Chart(Map<Report.Line, Map<String, Report.Median>> medians) {
        this.medians = medians;
        this.tools = medians.values().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .toList();
    }

    String svg() {
        int y = TOP;
        for (Map.Entry<Report.Line, Map<String, Report.Median>> group : medians.entrySet()) {
            y = bars(y, group.getKey().title(), group.getValue()) + BAR;
        }
        return head(y) + text + "</svg>\n";
    }

    private int bars(int top, String title, Map<String, Report.Median> row) {
        int y = top;
        label(LEFT - 8, y + BAR, "end", title);
        for (Map.Entry<String, Report.Median> bar : row.entrySet()) {
            if (!bar.getValue().failed()) {
                double wall = bar.getValue().wall();
                add(
                        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n",
                        LEFT, y, width(wall), BAR - 2, colour(bar.getKey()));
                label(LEFT + width(wall) + 4, y + BAR - 3, "start", String.format(Locale.ROOT, "%.1f", wall));
                y += BAR;
            }
        }
        return Math.max(y, top + BAR);
    }

    private String head(int bottom) {
        StringBuilder head = new StringBuilder(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                LEFT + 4 * DECADE + 40, bottom + 10));
        for (int each = 0; each < tools.size(); each++) {
            head.append(String.format(
                    "<rect x=\"%1$d\" y=\"10\" width=\"10\" height=\"10\" fill=\"%2$s\"/><text x=\"%3$d\""
                            + " y=\"19\">%4$s</text>%n",
                    LEFT + each * 110, colour(tools.get(each)), LEFT + each * 110 + 14, tools.get(each)));
        }
        for (int decade = 0; decade <= 4; decade++) {
            int x = LEFT + decade * DECADE;
            head.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%1$d\" y1=\"%2$d\" x2=\"%1$d\" y2=\"%3$d\" stroke=\"#ddd\"/>"
                            + "<text x=\"%1$d\" y=\"%4$d\" text-anchor=\"middle\" fill=\"#777\">%5$s s</text>%n",
                    x,
                    TOP - 6,
                    bottom,
                    TOP - 10,
                    decade == 0 ? "0.1" : String.valueOf((int) Math.pow(10, decade - 1))));
        }
        return head.toString();
    }

    private static int width(double seconds) {
        return (int) Math.max(1, Math.round(Math.log10(Math.max(seconds, 0.1) / 0.1) * DECADE));
    }

    private String colour(String tool) {
        return COLOURS.get(tools.indexOf(tool) % COLOURS.size());
    }

    private void label(int x, int y, String anchor, String words) {
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, words);
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
