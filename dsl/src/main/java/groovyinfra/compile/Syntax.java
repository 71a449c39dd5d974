package groovyinfra.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.ErrorCollector;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;

/**
 * The syntax errors of a file. Groovy's parser stops at the first, so the line it names is taken out and the file is read again:
 * as long as the line is wrong in itself, and all around it is as right as before.
 */
final class Syntax {
    private static final int ENOUGH = 20;

    private final CompilerConfiguration configuration;

    Syntax(CompilerConfiguration configuration) {
        this.configuration = configuration;
    }

    /** None where the file can be read. */
    List<SyntaxErrorMessage> errors(Source source) {
        List<SyntaxErrorMessage> errors = new ArrayList<>();
        String[] lines = source.text().split("\n", -1);
        Set<Integer> taken = new HashSet<>();
        while (errors.size() < ENOUGH) {
            Optional<SyntaxErrorMessage> error = first(source.shown(), String.join("\n", lines));
            int line = error.map(it -> it.getCause().getStartLine()).orElse(0);
            if (line == 0 || line > lines.length || !taken.add(line)) {
                return errors;
            }
            errors.add(error.get());
            Optional<String> instead =
                    instead(lines[line - 1], error.get().getCause().getStartColumn());
            if (instead.isEmpty()) {
                return errors;
            }
            lines[line - 1] = instead.get();
        }
        return errors;
    }

    private Optional<SyntaxErrorMessage> first(String name, String text) {
        SourceUnit unit = new SourceUnit(name, text, configuration, null, new ErrorCollector(configuration));
        try {
            unit.parse();
            unit.completePhase();
            unit.nextPhase();
            unit.convert();
            return Optional.empty();
        } catch (CompilationFailedException failed) {
            List<?> errors = unit.getErrorCollector().getErrors();
            return Optional.ofNullable(errors == null ? null : errors.getFirst())
                    .filter(SyntaxErrorMessage.class::isInstance)
                    .map(SyntaxErrorMessage.class::cast);
        }
    }

    /**
     * What can stand in place of a wrong line: nothing, or the beginning of a block. Neither where the parser has stopped at its
     * beginning, since then the mistake is in a line above, nor where it closes what others begin.
     */
    private static Optional<String> instead(String line, int column) {
        if (line.substring(0, Math.min(line.length(), Math.max(0, column - 1))).isBlank()) {
            return Optional.empty();
        }
        StringBuilder open = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char sign = line.charAt(i);
            if (sign == '\\') {
                i++;
            } else if (quote != 0) {
                quote = sign == quote ? 0 : quote;
            } else if (sign == '\'' || sign == '"') {
                quote = sign;
            } else if (sign == '/' && line.startsWith("//", i)) {
                break;
            } else if ("([{".indexOf(sign) >= 0) {
                open.append(sign);
            } else if (")]}".indexOf(sign) >= 0) {
                int last = open.length() - 1;
                if (last < 0 || ")]}".indexOf(sign) != "([{".indexOf(open.charAt(last))) {
                    return Optional.empty();
                }
                open.setLength(last);
            }
        }
        return quote != 0
                ? Optional.empty()
                : switch (open.toString()) {
                    case "" -> Optional.of("");
                    case "{" -> Optional.of("if (true) {");
                    default -> Optional.empty();
                };
    }
}
