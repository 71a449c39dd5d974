package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.Jinjava
import com.hubspot.jinjava.JinjavaConfig
import com.hubspot.jinjava.LegacyOverrides
import com.hubspot.jinjava.el.ExtendedSyntaxBuilder
import com.hubspot.jinjava.el.JinjavaInterpreterResolver
import com.hubspot.jinjava.el.JinjavaProcessors
import com.hubspot.jinjava.el.TruthyTypeConverter
import com.hubspot.jinjava.interpret.Context
import com.hubspot.jinjava.interpret.InterpreterFactory
import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.interpret.TemplateError
import com.hubspot.jinjava.lib.filter.AbstractFilter
import com.hubspot.jinjava.lib.filter.AdvancedFilter
import com.hubspot.jinjava.tree.Node
import com.hubspot.jinjava.tree.parse.NoteToken
import com.hubspot.jinjava.tree.parse.TagToken
import com.hubspot.jinjava.tree.parse.TextToken
import com.hubspot.jinjava.tree.parse.Token
import com.hubspot.jinjava.tree.parse.TokenScanner
import groovy.transform.CompileStatic
import java.util.function.BiConsumer
import jinjava.de.odysseus.el.ExpressionFactoryImpl
import jinjava.de.odysseus.el.tree.TreeBuilder
import jinjava.de.odysseus.el.tree.impl.Builder
import jinjava.de.odysseus.el.tree.impl.Parser
import jinjava.javax.el.CompositeELResolver
import jinjava.javax.el.ELResolver
import jinjava.javax.el.ExpressionFactory

/** Jinjava, with what Jinja does in another way. */
@CompileStatic
class Engine extends Jinjava {
    private final ExpressionFactory expressions = new Expressions()

    Engine() {
        super(config())
        def context = globalContext
        (Sequences.FILTERS + Formats.FILTERS).each { context.registerFilter(it) }
        context.registerFilter(new Mapping())
        context.registerFilter(new Choice('selectattr', true))
        context.registerFilter(new Choice('rejectattr', false))
        context.registerExpTest(new None.Test())
        context.registerFilter(Formats.DEFAULT.named('d'))
        context.allFilters.findAll { !(it instanceof AdvancedFilter || it instanceof AbstractFilter) }
                .each { context.registerFilter(new ByName(it)) }
        context.registerTag(new For())
        context.registerTag(new If())
        context.registerTag(new With())
    }

    @Override
    ExpressionFactory getExpressionFactory() {
        expressions
    }

    /**
     * The text with each line end that goes with the block before it inside of that block: the engine would drop these as well, but
     * not count them.
     */
    String joined(String text) {
        def result = new StringBuilder()
        def ends = false
        new TokenScanner(text, globalConfig).each { Token token ->
            def image = token.image
            if (ends && token instanceof TextToken && image.startsWith('\n')) {
                result.insert(result.length() - 2, '\n')
                image = image.substring(1)
            }
            ends = trims(token)
            result << image
        }
        result.toString()
    }

    private static boolean trims(Token token) {
        token instanceof TagToken ? token.tagName != 'raw' && !token.rightTrim : token instanceof NoteToken && token.image.endsWith('#}')
    }

    private static JinjavaConfig config() {
        def legacy = LegacyOverrides.newBuilder().withIterateOverMapKeys(true).withParseWhitespaceControlStrictly(true)
                .withAllowAdjacentTextNodes(true).withEvaluateMapKeys(true).withUseTrimmingForNotesAndExpressions(true)
                .withHandleBackslashInQuotesOnly(true).build()
        JinjavaConfig.newBuilder().withFailOnUnknownTokens(true).withKeepTrailingNewline(true).withNestedInterpretationEnabled(false)
                .withRangeLimit(1_000_000).withLegacyOverrides(legacy).withInterperterFactory(new Interpreters())
                .withElResolver(resolver()).withProcessors(JinjavaProcessors.newBuilder().withNodePreProcessor(new Place()).build()).build()
    }

    private static ELResolver resolver() {
        def all = new CompositeELResolver()
        all.add(new None.Resolver())
        all.add(JinjavaInterpreterResolver.DEFAULT_RESOLVER_READ_ONLY)
        all
    }

    /** Says where a mistake is: by itself, the engine knows the line only. */
    private static final class Place implements BiConsumer<Node, JinjavaInterpreter> {
        @Override
        void accept(Node node, JinjavaInterpreter interpreter) {
            interpreter.lineNumber = node.lineNumber
            interpreter.position = node.startPosition
        }
    }

    private static final class Expressions extends ExpressionFactoryImpl {
        Expressions() {
            super(new Properties(), new Truth())
        }

        @Override
        protected TreeBuilder createTreeBuilder(Properties properties, Builder.Feature... features) {
            new Syntax(features)
        }
    }

    private static final class Truth extends TruthyTypeConverter {
        @Override
        protected Boolean coerceToBoolean(Object value) {
            Python.truth(value)
        }
    }

    private static final class Syntax extends ExtendedSyntaxBuilder {
        Syntax(Builder.Feature... features) {
            super(features)
        }

        @Override
        protected Parser createParser(String expression) {
            new Expression(this, expression)
        }
    }

    private static final class Interpreters implements InterpreterFactory {
        @Override
        JinjavaInterpreter newInstance(JinjavaInterpreter other) {
            new Interpreter(other)
        }

        @Override
        JinjavaInterpreter newInstance(Jinjava application, Context context, JinjavaConfig config) {
            new Interpreter(application, context, config)
        }
    }

    private static final class Interpreter extends JinjavaInterpreter {
        Interpreter(JinjavaInterpreter other) {
            super(other)
        }

        Interpreter(Jinjava application, Context context, JinjavaConfig config) {
            super(application, context, config)
        }

        @Override
        void addError(TemplateError error) {
            if (error.startPosition == -1) {
                error.startPosition = position
            }
            super.addError(error)
        }

        @Override
        String getAsString(Object value) {
            Python.text(value)
        }
    }
}
