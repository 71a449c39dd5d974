package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.el.ext.CollectionMembershipOperator
import com.hubspot.jinjava.el.ext.CollectionNonMembershipOperator
import com.hubspot.jinjava.el.ext.ExtendedParser
import com.hubspot.jinjava.el.ext.StringConcatOperator
import groovy.transform.CompileStatic
import jinjava.de.odysseus.el.tree.Bindings
import jinjava.de.odysseus.el.tree.impl.Builder
import jinjava.de.odysseus.el.tree.impl.Parser
import jinjava.de.odysseus.el.tree.impl.ast.AstBinary
import jinjava.de.odysseus.el.tree.impl.ast.AstChoice
import jinjava.de.odysseus.el.tree.impl.ast.AstLiteral
import jinjava.de.odysseus.el.tree.impl.ast.AstNode
import jinjava.de.odysseus.el.tree.impl.ast.AstNull
import jinjava.javax.el.ELContext

/** An expression whose operators give what Python's do. */
@CompileStatic
class Expression extends ExtendedParser {
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
