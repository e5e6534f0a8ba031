using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels;

/// <summary>The style of the pages that customers see, inline and allowed by its hash: they load nothing from anywhere.</summary>
public static class PageStyle
{
    /// <summary>For a style element, as it is.</summary>
    public const string Css = """
        :root{color-scheme:light dark;--ground:#f3f5f7;--sheet:#fff;--ink:#1b2430;--soft:#55606e;--line:#8a94a0;--rule:#dde2e7;--act:#0b5cad;--on-act:#fff;--bad:#b3261e;--bad-ground:#fdf0ef;--good-ground:#eef6f0}
        @media(prefers-color-scheme:dark){:root{--ground:#12161b;--sheet:#1c222a;--ink:#e8ecf1;--soft:#a9b4c0;--line:#76818d;--rule:#333c46;--act:#7db8f5;--on-act:#0d1b2a;--bad:#ffb4ab;--bad-ground:#3a1f1d;--good-ground:#1d2f25}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",Tahoma,sans-serif;overflow-wrap:break-word}
        .page{max-width:40rem;margin:0 auto;padding:1rem min(1rem,4.5vw)}
        header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;align-items:center;padding:.25rem 0 .75rem}
        .who{margin:0;font-weight:600;overflow-wrap:anywhere}
        nav ul{display:flex;flex-wrap:wrap;margin:0 -.375rem;padding:0;list-style:none}
        nav a{display:inline-block;padding:.625rem .375rem;font-size:.9375rem;color:var(--act)}
        nav a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
        main{background:var(--sheet);border:1px solid var(--rule);border-radius:.75rem;padding:1.25rem min(1.25rem,6vw)}
        @media(min-width:32rem){main{padding:2rem}}
        h1{margin:0 0 .5rem;font-size:clamp(1.25rem,8vw,1.75rem);line-height:1.25}
        p{margin:.5rem 0}
        .lead{margin:0 0 1.5rem;color:var(--soft)}
        .said{white-space:pre-line}
        .field{margin:0 0 1.25rem}
        fieldset{margin:0 0 1.25rem;padding:0;border:0;min-width:0}
        legend,label{display:block;padding:0;font-weight:600}
        fieldset .field{margin:.75rem 0 0}
        bdi{display:inline-block;max-width:100%}
        .soft,.hint{color:var(--soft);font-weight:400}
        .hint{display:block;font-size:.9375rem}
        input,textarea{display:block;width:100%;margin-top:.375rem;padding:.625rem .75rem;border:1px solid var(--line);border-radius:.5rem;background:var(--sheet);color:inherit;font:inherit}
        input{min-height:2.875rem}
        textarea{min-height:11rem;resize:vertical}
        [dir=rtl] input[dir=ltr]{text-align:right}
        :focus-visible{outline:3px solid var(--act);outline-offset:2px}
        [aria-invalid]{border:2px solid var(--bad)}
        .fault{display:block;margin-top:.25rem;color:var(--bad);font-weight:600}
        .faults{margin:0 0 1.5rem;padding:1rem;border-inline-start:.375rem solid var(--bad);border-radius:.25rem;background:var(--bad-ground)}
        .faults h2{margin:0 0 .25rem;font-size:1.125rem}
        .faults ul{margin:0;padding-inline-start:1.25rem}
        .faults a{color:var(--bad)}
        button{min-height:3rem;padding:.5rem 1.875rem;border:2px solid transparent;border-radius:.5rem;background:var(--act);color:var(--on-act);font:inherit;font-weight:600;cursor:pointer}
        @media(max-width:31.99rem){button{width:100%}}
        .trap{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .number{margin:1.25rem 0;padding:1rem min(1.25rem,5vw);border-radius:.5rem;background:var(--good-ground)}
        .plain{background:var(--ground)}
        .number strong{display:block;font-size:clamp(1.25rem,8vw,1.75rem);line-height:1.4}
        .number bdi{letter-spacing:.03em}
        dl{margin:1.25rem 0}
        dt{color:var(--soft);font-size:.9375rem}
        dd{margin:0 0 .75rem;font-weight:600}
        footer{padding:1rem 0;font-size:.9375rem}
        a{color:var(--act)}
        """;

    /// <summary>Content-Security-Policy: only this style, only posts to ourselves, in nobody's frame.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
