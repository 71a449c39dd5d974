package groovyinfra.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in columns, of which the last is wrapped. */
final class Columns {
    private static final int WIDTH = 100;
    private static final int LEAST = 30;

    private Columns() {}

    /** Rows of as many cells each. */
    static List<String> of(List<List<String>> rows, String indent) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; !rows.isEmpty() && i < rows.getFirst().size() - 1; i++) {
            int column = i;
            widths.add(
                    rows.stream().mapToInt(it -> it.get(column).length()).max().orElse(0) + 2);
        }
        int left = indent.length() + widths.stream().mapToInt(it -> it).sum();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder start = new StringBuilder(indent);
            for (int i = 0; i < widths.size(); i++) {
                start.append(row.get(i)).repeat(' ', widths.get(i) - row.get(i).length());
            }
            for (String piece : pieces(row.getLast(), Math.max(LEAST, WIDTH - left))) {
                lines.add((start + piece).stripTrailing());
                start = new StringBuilder(" ".repeat(left));
            }
        }
        return lines;
    }

    /** A text on lines that begin with the indent. */
    static List<String> wrapped(String text, String indent) {
        return of(List.of(List.of(text)), indent);
    }

    private static List<String> pieces(String text, int width) {
        List<String> pieces = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                pieces.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        pieces.add(line.toString());
        return pieces;
    }
}
