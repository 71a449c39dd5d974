package groovyinfra.stdlib.files.jinja

import groovy.transform.CompileStatic
import jinjava.de.odysseus.el.misc.NumberOperations
import jinjava.de.odysseus.el.tree.Bindings
import jinjava.de.odysseus.el.tree.impl.ast.AstBinary
import jinjava.de.odysseus.el.tree.impl.ast.AstNode
import jinjava.javax.el.ELContext

/** The operators that give something else in Python. */
@CompileStatic
class Operators {
    static final AstBinary.Operator CONCATENATION = of { left, right, types -> Python.text(left) + Python.text(right) }
    static final AstBinary.Operator WITHIN = of { left, right, types -> within(left, right) }
    static final AstBinary.Operator NOT_WITHIN = of { left, right, types -> !within(left, right) }
    static final Map<AstBinary.Operator, AstBinary.Operator> AS_IN_PYTHON = [
        (AstBinary.AND): new And(),
        (AstBinary.EQ): of { left, right, types -> Python.equal(left, right) },
        (AstBinary.NE): of { left, right, types -> !Python.equal(left, right) },
        (AstBinary.MOD): of { left, right, types -> remainder(left, right, types) },
        (AstBinary.MUL): of { left, right, types -> product(left, right, types) },
    ].asImmutable()

    private Operators() {}

    private static boolean within(Object item, Object whole) {
        whole instanceof CharSequence ? whole.toString().contains(Python.text(item)) : Python.items(whole).any { Python.equal(it, item) }
    }

    /** With the sign of the right side. */
    private static Object remainder(Object left, Object right, Bindings types) {
        def rest = NumberOperations.mod(types, left, right)
        (rest as BigDecimal).signum() * (right as BigDecimal).signum() < 0 ? NumberOperations.add(types, rest, right) : rest
    }

    /** Of a text and a number: the text, again and again. */
    private static Object product(Object left, Object right, Bindings types) {
        left instanceof CharSequence && right instanceof Number ? left.toString().repeat(Math.max(0, right.intValue())) : NumberOperations.mul(types, left, right)
    }

    private static AstBinary.Operator of(Body body) {
        new Both(body)
    }

    @FunctionalInterface
    private static interface Body {
        Object of(Object left, Object right, Bindings types)
    }

    private static final class Both implements AstBinary.Operator {
        private final Body body

        Both(Body body) {
            this.body = body
        }

        @Override
        Object eval(Bindings bindings, ELContext context, AstNode left, AstNode right) {
            body.of(left.eval(bindings, context), right.eval(bindings, context), bindings)
        }
    }

    /** The side that decides. */
    private static final class And implements AstBinary.Operator {
        @Override
        Object eval(Bindings bindings, ELContext context, AstNode left, AstNode right) {
            def value = left.eval(bindings, context)
            bindings.convert(value, Boolean) ? right.eval(bindings, context) : value
        }
    }
}
