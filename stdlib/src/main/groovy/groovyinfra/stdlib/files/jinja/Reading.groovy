package groovyinfra.stdlib.files.jinja

import com.hubspot.jinjava.interpret.JinjavaInterpreter
import com.hubspot.jinjava.interpret.UnknownTokenException
import groovy.transform.CompileStatic
import jinjava.de.odysseus.el.tree.Bindings
import jinjava.de.odysseus.el.tree.Node
import jinjava.de.odysseus.el.tree.impl.ast.AstBracket
import jinjava.de.odysseus.el.tree.impl.ast.AstChoice
import jinjava.de.odysseus.el.tree.impl.ast.AstDot
import jinjava.de.odysseus.el.tree.impl.ast.AstIdentifier
import jinjava.de.odysseus.el.tree.impl.ast.AstMethod
import jinjava.de.odysseus.el.tree.impl.ast.AstNested
import jinjava.de.odysseus.el.tree.impl.ast.AstNode
import jinjava.de.odysseus.el.tree.impl.ast.AstParameters
import jinjava.de.odysseus.el.tree.impl.ast.AstProperty
import jinjava.de.odysseus.el.tree.impl.ast.AstRightValue
import jinjava.javax.el.ELContext
import jinjava.javax.el.MethodNotFoundException

/**
 * What in an expression may have no value: a name, a property, what a filter finds. Whoever reads it as {@link Open} gets null
 * then; for all others it is an error.
 */
@CompileStatic
interface Reading {
    /** The value, or null. */
    Object read(Bindings bindings, ELContext context)

    /** A name. */
    static final class Name extends AstIdentifier implements Reading {
        private static final Set<String> CONSTANTS = ['none', 'None'].toSet().asImmutable()

        Name(String name, int index) {
            super(name, index, true)
        }

        @Override
        Object read(Bindings bindings, ELContext context) {
            name in CONSTANTS ? None.VALUE : super.eval(bindings, context)
        }

        @Override
        Object eval(Bindings bindings, ELContext context) {
            Open.defined(this, read(bindings, context))
        }
    }

    /** A property by its name. A method needs something that it can be called on. */
    static final class Dot extends AstDot implements Reading {
        private final AstNode base

        Dot(AstNode base, String name, boolean assignable) {
            super(new Open(base), name, assignable, true)
            this.base = base
        }

        @Override
        protected AstNode getPrefix() {
            base
        }

        @Override
        Object read(Bindings bindings, ELContext context) {
            super.eval(bindings, context)
        }

        @Override
        Object eval(Bindings bindings, ELContext context) {
            Open.defined(this, read(bindings, context))
        }
    }

    /** A property in brackets. */
    static final class Bracket extends AstBracket implements Reading {
        private final AstNode base

        Bracket(AstNode base, AstNode property, boolean assignable, boolean strict) {
            super(new Open(base), property, assignable, strict, true)
            this.base = base
        }

        @Override
        protected AstNode getPrefix() {
            base
        }

        @Override
        Object read(Bindings bindings, ELContext context) {
            super.eval(bindings, context)
        }

        @Override
        Object eval(Bindings bindings, ELContext context) {
            Open.defined(this, read(bindings, context))
        }
    }

    /** What a method gives. */
    static final class Called extends AstMethod {
        private final AstProperty method

        Called(AstProperty method, AstParameters parameters) {
            super(method, parameters)
            this.method = method
        }

        @Override
        Object eval(Bindings bindings, ELContext context) {
            try {
                return super.eval(bindings, context)
            } catch (MethodNotFoundException unknown) {
                throw Refusal.of("'${method.getStructuralId(null)}' is no method")
            }
        }
    }

    /** What a filter makes of a value. */
    static final class Filtered extends AstMethod implements Reading {
        private final String name
        private final AstNode value

        Filtered(String name, AstProperty filter, AstParameters parameters) {
            super(filter, parameters)
            this.name = name
            this.value = parameters.getChild(0)
        }

        @Override
        Object read(Bindings bindings, ELContext context) {
            super.eval(bindings, context)
        }

        @Override
        Object eval(Bindings bindings, ELContext context) {
            Open.defined(this, read(bindings, context))
        }

        @Override
        void appendStructure(StringBuilder text, Bindings bindings) {
            value.appendStructure(text, bindings)
            text << ' | ' << name
        }
    }

    /** A part for which null is an answer. */
    static final class Open extends AstRightValue {
        private final AstNode part

        Open(AstNode part) {
            this.part = part
        }

        /** The value of a part that must have one. */
        static Object defined(AstNode part, Object value) {
            if (value == null) {
                def interpreter = JinjavaInterpreter.current
                throw new UnknownTokenException(part.getStructuralId(null), interpreter.lineNumber, interpreter.position)
            }
            value
        }

        @Override
        Object eval(Bindings bindings, ELContext context) {
            read(part, bindings, context)
        }

        private static Object read(Node part, Bindings bindings, ELContext context) {
            switch (part) {
                case Reading: return ((Reading) part).read(bindings, context)
                case AstNested: return read(part.getChild(0), bindings, context)
                case AstChoice: return read(part.getChild(Python.truth(((AstNode) part.getChild(0)).eval(bindings, context)) ? 1 : 2), bindings, context)
                default: return ((AstNode) part).eval(bindings, context)
            }
        }

        @Override
        void appendStructure(StringBuilder text, Bindings bindings) {
            part.appendStructure(text, bindings)
        }

        @Override
        String toString() {
            part.toString()
        }

        @Override
        int getCardinality() {
            1
        }

        @Override
        Node getChild(int index) {
            part
        }
    }
}
