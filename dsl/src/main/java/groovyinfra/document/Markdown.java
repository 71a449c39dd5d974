package groovyinfra.document;

import java.util.List;
import java.util.stream.Collectors;

/** A page of Markdown that is being written. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    Markdown(String title, String notice) {
        text.append("# ").append(title).append("\n\n").append(notice).append('\n');
    }

    void heading(int level, String heading) {
        text.append('\n').repeat('#', level).append(' ').append(heading).append('\n');
    }

    void paragraph(String paragraph) {
        text.append('\n').append(paragraph).append('\n');
    }

    void code(List<String> lines) {
        text.append("\n```groovy\n").append(String.join("\n", lines)).append("\n```\n");
    }

    /** Nothing where there are no rows. */
    void table(List<String> heads, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            text.append('\n');
            row(heads);
            row(heads.stream().map(it -> "---").toList());
            rows.forEach(this::row);
        }
    }

    private void row(List<String> cells) {
        text.append(cells.stream()
                .map(it -> it.replace("|", "\\|"))
                .map(it -> it.isEmpty() ? "" : " " + it)
                .collect(Collectors.joining(" |", "|", " |\n")));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
