package groovyinfra.compile

import groovy.transform.CompileStatic
import org.codehaus.groovy.ast.ModuleNode
import org.codehaus.groovy.control.ParserPlugin
import org.codehaus.groovy.control.ParserPluginFactory
import org.codehaus.groovy.control.SourceUnit
import org.codehaus.groovy.syntax.Reduction

/** Stands where the parser stands, for one file whose programs are not written down. The type checker asks for the parser, too. */
@CompileStatic
class SketchParser extends ParserPluginFactory implements ParserPlugin {
    private final String file
    private final Map<String, Sketch> programs
    private final ParserPlugin parser = antlr4().createParserPlugin()

    SketchParser(String file, Map<String, Sketch> programs) {
        this.file = file
        this.programs = programs
    }

    @Override
    ParserPlugin createParserPlugin() {
        this
    }

    @Override
    Reduction parseCST(SourceUnit source, Reader reader) {
        source.name == file ? null : parser.parseCST(source, reader)
    }

    @Override
    ModuleNode buildAST(SourceUnit source, ClassLoader loader, Reduction tree) {
        if (source.name != file) {
            return parser.buildAST(source, loader, tree)
        }
        def module = new ModuleNode(source)
        programs.each { name, program -> SketchTree.of(program, name).each { module.addClass(it) } }
        module
    }
}
