using System.Globalization;
using System.Text;
using Ingestion.Worker.Commands;

// Whatever the machine's language: logs, settings and stored texts read the same. Customers' languages are chosen message by message.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
// The letters of all languages reach the console also where its code page lacks them, as on Windows.
Console.OutputEncoding = Encoding.UTF8;
return await CommandLine.InvokeAsync(args, Terminal.OfProcess());
