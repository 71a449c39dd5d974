package groovyinfra.compile;

import groovyjarjarantlr4.v4.runtime.LexerNoViableAltException;
import groovyjarjarantlr4.v4.runtime.Token;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.groovy.parser.antlr4.Antlr4ParserPlugin;
import org.apache.groovy.parser.antlr4.AstBuilder;
import org.apache.groovy.parser.antlr4.GroovyLangLexer;
import org.apache.groovy.parser.antlr4.GroovyParser;
import org.apache.groovy.parser.antlr4.GroovySyntaxError;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.control.ParserPlugin;
import org.codehaus.groovy.control.ParserPluginFactory;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.Reduction;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * Groovy's parser, but for one thing: at a name that a call gets twice it would stop, and nothing else that is wrong with the file
 * could be found. {@link Lint} says so instead. And where there is no token, it would complain to the standard error.
 */
final class NamedArguments extends AstBuilder {
    /** What the parser notes of a name in parentheses, which is no name to it. */
    private static final String NOT_COMPARED = "_INSIDE_PARENTHESES_LEVEL";

    static final String NO_TOKEN = "token recognition error";

    /** A dollar sign that begins no value, wherever it stands. */
    private static final Pattern NO_VALUE = Pattern.compile("(?<!\\\\)\\$(?![\\w{])");

    private NamedArguments(SourceUnit source) {
        super(
                source,
                source.getConfiguration().isGroovydocEnabled(),
                source.getConfiguration().isRuntimeGroovydocEnabled());
    }

    /** Makes parsers of this kind. */
    static ParserPluginFactory factory() {
        return new ParserPluginFactory() {
            @Override
            public ParserPlugin createParserPlugin() {
                return new Antlr4ParserPlugin() {
                    @Override
                    public ModuleNode buildAST(SourceUnit source, ClassLoader loader, Reduction unused) {
                        tokens(source);
                        return new NamedArguments(source).buildAST();
                    }
                };
            }
        };
    }

    /** Reads all of them where one may be wrong, since the parser writes about that one, past all that could stop it. */
    private static void tokens(SourceUnit source) {
        try (Reader reader = source.getSource().getReader()) {
            String text = reader.readAllAsString();
            if (Unclosed.isPossible(text) || NO_VALUE.matcher(text).find()) {
                read(text, source);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String text, SourceUnit source) throws IOException {
        GroovyLangLexer lexer = new GroovyLangLexer(new StringReader(text));
        lexer.removeErrorListeners();
        try {
            while (lexer.nextToken().getType() != Token.EOF) {}
        } catch (LexerNoViableAltException none) {
            SyntaxException error =
                    new SyntaxException(NO_TOKEN, none, lexer._tokenStartLine, lexer._tokenStartCharPositionInLine + 1);
            source.getErrorCollector().addFatalError(new SyntaxErrorMessage(error, source));
        } catch (GroovySyntaxError other) {
            // The parser says so.
        }
    }

    @Override
    public Expression visitEnhancedArgumentListElement(GroovyParser.EnhancedArgumentListElementContext argument) {
        Expression expression = super.visitEnhancedArgumentListElement(argument);
        if (expression instanceof MapEntryExpression entry) {
            entry.getKeyExpression().putNodeMetaData(NOT_COMPARED, 1);
        }
        return expression;
    }
}
