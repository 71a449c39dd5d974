package groovyinfra.compile;

import org.apache.groovy.parser.antlr4.Antlr4ParserPlugin;
import org.apache.groovy.parser.antlr4.AstBuilder;
import org.apache.groovy.parser.antlr4.GroovyParser;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.control.ParserPlugin;
import org.codehaus.groovy.control.ParserPluginFactory;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Reduction;

/**
 * Groovy's parser, but for one thing: at a name that a call gets twice it would stop, and nothing else that is wrong with the file
 * could be found. {@link Lint} says so instead.
 */
final class NamedArguments extends AstBuilder {
    /** What the parser notes of a name in parentheses, which is no name to it. */
    private static final String NOT_COMPARED = "_INSIDE_PARENTHESES_LEVEL";

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
                        return new NamedArguments(source).buildAST();
                    }
                };
            }
        };
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
