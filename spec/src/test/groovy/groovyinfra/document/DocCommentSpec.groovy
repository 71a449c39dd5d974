package groovyinfra.document

import spock.lang.Specification

class DocCommentSpec extends Specification {

    def 'a comment has paragraphs, an example, and a text for each parameter'() {
        when:
        def doc = DocComment.of('''\
            A file, with {@code {mark}} in it; see {@link java.util.List}.
            It is &lt;small&gt;.

            <pre>
            files.file 'a'
              content: 'b'
            </pre>

            Written by {@linkplain groovyinfra.author.Library#name(Class) its author}.
            <p>And another one.

            @param path   where
                          it is
            @param mode {@code 0644}
            @throws Nothing ever'''.stripIndent())

        then:
        doc.text().paragraphs() == ['A file, with `{mark}` in it; see `List`. It is <small>.', 'Written by `its author`.', 'And another one.']
        doc.text().example() == ["files.file 'a'", "  content: 'b'"]
        doc.parameters() == [path: 'where it is', mode: '`0644`']
    }

    def 'the summary of #comment is #summary'() {
        expect:
        DocComment.of(comment).text().summary() == summary

        where:
        comment                                  || summary
        ''                                       || ''
        'A file'                                 || 'A file'
        'A file. It is there.'                   || 'A file.'
        'As in sources.list(5). More.'           || 'As in sources.list(5).'
        'Version 1.5 of it. More.'               || 'Version 1.5 of it.'
        'A name such as a.b, e.g. this. More.'   || 'A name such as a.b, e.g. this.'
        '@param x only that'                     || ''
    }
}
