// The parts of update() about files. As update_parts.hpp, which includes it.
#pragma once

#include "app/many_actions.hpp"
#include "app/model.hpp"
#include "app/transfer_actions.hpp"

namespace keyglass::app {

struct Turn;

void apply(Turn& turn, const ChooseFileFor& action);
void apply(Turn& turn, const FileChosen& action);
void apply(Turn& turn, const FileSent& action);
void apply(Turn& turn, const SetImportMode& action);
void apply(Turn& turn, const StartImport& action);
void apply(Turn& turn, const SaveFailedLines& action);
void apply(Turn& turn, const EditUploadKey& action);
void apply(Turn& turn, const EditUploadType& action);
void apply(Turn& turn, const StartUpload& action);
void apply(Turn& turn, const StopTransfer& action);
void apply(Turn& turn, const ExportFiltered& action);
void apply(Turn& turn, const ExportSelected& action);

void finish(Turn& turn, const ForImport& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForUpload& purpose, const HttpReply& reply);
void finish(Turn& turn, const ForExport& purpose, const HttpReply& reply);

// The dry run until it is answered, then what follows from it.
HttpRequest import_request(const ImportDialog& dialog);

// A dialog that holds a file is about to close: its request ends, the file is given back.
void leave_transfer(Turn& turn);

}  // namespace keyglass::app
