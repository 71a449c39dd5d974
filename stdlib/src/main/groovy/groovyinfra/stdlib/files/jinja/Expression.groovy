package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.el.ext.CollectionMembershipOperator
import com.hubspot.jinjava.el.ext.CollectionNonMembershipOperator
import com.hubspot.jinjava.el.ext.ExtendedParser
import com.hubspot.jinjava.el.ext.StringConcatOperator
import com.hubspot.jinjava.interpret.JinjavaInterpreter
import groovy.transform.CompileStatic
import jinjava.de.odysseus.el.tree.Bindings
import jinjava.de.odysseus.el.tree.impl.Builder
import jinjava.de.odysseus.el.tree.impl.Parser
import jinjava.de.odysseus.el.tree.impl.ast.AstBinary
import jinjava.de.odysseus.el.tree.impl.ast.AstBracket
import jinjava.de.odysseus.el.tree.impl.ast.AstChoice
import jinjava.de.odysseus.el.tree.impl.ast.AstDot
import jinjava.de.odysseus.el.tree.impl.ast.AstFunction
import jinjava.de.odysseus.el.tree.impl.ast.AstIdentifier
import jinjava.de.odysseus.el.tree.impl.ast.AstLiteral
import jinjava.de.odysseus.el.tree.impl.ast.AstMethod
import jinjava.de.odysseus.el.tree.impl.ast.AstNode
import jinjava.de.odysseus.el.tree.impl.ast.AstNull
import jinjava.de.odysseus.el.tree.impl.ast.AstParameters
import jinjava.de.odysseus.el.tree.impl.ast.AstProperty
import jinjava.javax.el.ELContext

/** An expression whose operators give what Python's do, and which is strict about names that are not defined. */
@CompileStatic
class Expression extends ExtendedParser {
    /** Filters and tests that take what is not defined. */
    private static final Set<String> OPEN = ['filter:default', 'filter:d', 'exptest:defined', 'exptest:undefined'].toSet().asImmutable()

    Expression(Builder context, String text) {
        super(context, text)
        putExtensionHandler(StringConcatOperator.TOKEN, new Extension(Parser.ExtensionPoint.ADD, Operators.CONCATENATION))
        putExtensionHandler(CollectionMembershipOperator.TOKEN, new Extension(Parser.ExtensionPoint.CMP, Operators.WITHIN))
        putExtensionHandler(CollectionNonMembershipOperator.TOKEN, new Extension(Parser.ExtensionPoint.CMP, Operators.NOT_WITHIN))
    }

    @Override
    protected AstBinary createAstBinary(AstNode left, AstNode right, AstBinary.Operator operator) {
        new AstBinary(left, right, Operators.AS_IN_PYTHON.getOrDefault(operator, operator))
    }

    /** Without an <code>else</code>, the other side is an empty text. */
    @Override
    protected AstChoice createAstChoice(AstNode question, AstNode yes, AstNode no) {
        super.createAstChoice(question, yes, no instanceof AstNull ? new Nothing() : no)
    }

    @Override
    protected AstIdentifier createAstIdentifier(String name, int index) {
        new Reading.Name(name, index)
    }

    @Override
    protected AstDot createAstDot(AstNode base, String name, boolean assignable) {
        new Reading.Dot(base, name, assignable)
    }

    @Override
    protected AstBracket createAstBracket(AstNode base, AstNode property, boolean assignable, boolean strict) {
        new Reading.Bracket(base, property, assignable, strict)
    }

    @Override
    protected AstMethod createAstMethod(AstProperty method, AstParameters parameters) {
        def name = method.getChild(0).toString()
        def given = name in OPEN ? open(parameters) : parameters
        name.startsWith(FILTER_PREFIX) ? new Reading.Filtered(name - FILTER_PREFIX, method, given) : new Reading.Called(method, given)
    }

    /** What a macro is given, it hands on. */
    @Override
    protected AstFunction createAstFunction(String name, int index, AstParameters parameters) {
        def known = JinjavaInterpreter.current.context.getFunction(":$name")
        super.createAstFunction(name, index, known ? parameters : open(parameters))
    }

    private static AstParameters open(AstParameters parameters) {
        new AstParameters((0..<parameters.cardinality).collect { (AstNode) new Reading.Open(parameters.getChild(it)) })
    }

    private static final class Extension extends Parser.ExtensionHandler {
        private final AstBinary.Operator operator

        Extension(Parser.ExtensionPoint point, AstBinary.Operator operator) {
            super(point)
            this.operator = operator
        }

        @Override
        AstNode createAstNode(AstNode... sides) {
            new AstBinary(sides[0], sides[1], operator)
        }
    }

    private static final class Nothing extends AstLiteral {
        @Override
        Object eval(Bindings bindings, ELContext context) {
            Absent.VALUE
        }

        @Override
        void appendStructure(StringBuilder text, Bindings bindings) {
            text << 'null'
        }
    }
}
